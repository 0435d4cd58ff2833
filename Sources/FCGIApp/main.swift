import ArgumentParser
import CFastCGI
import Orchestrator

// Some servers hand a query without `=` to a CGI program as arguments (RFC 3875, section 4.4), so that a visitor could
// write our options. A CGI request's arguments are nobody's: they are not even read.
if HostProgram.environment["GATEWAY_INTERFACE"] != nil && FCGX_IsCGI() != 0 {
  CGIProgram.run()
} else {
  WebProgram.main()
}
