import Agents
import ArgumentParser
import Glibc

// Before anything else: as the helper that stands between a tick and one command, the program has one thread.
HelperProgram.runIfAsked()

umask(0o077)
// A helper that is gone is an error of one write, not the end of the process.
signal(SIGPIPE, SIG_IGN)
TickCommand.main()
