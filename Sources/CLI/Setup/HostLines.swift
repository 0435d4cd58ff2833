import Orchestrator

/// What has to stand in this host's crontab and web server.
struct HostLines {
  let directory: DataDirectory
  /// The folder that the programs lie in.
  let programs: String

  var crontab: String {
    """
    ESCAPEMENT_BIN=\(programs)
    ESCAPEMENT_DATA=\(directory)
    \(tickLine)
    * * * * * "$ESCAPEMENT_BIN"/escapement.fcgi --ensure --listen "$ESCAPEMENT_DATA"/web.sock
    """
  }

  var tickLine: String { "* * * * * \"$ESCAPEMENT_BIN\"/tick" }

  /// The same parameters as deploy/parameters.conf, which says more.
  var nginx: String {
    """
    # Only \(UserName.effective) may look into the data directory: nginx's workers have to run as that user. Where they
    # can't, give --listen a socket in a folder that both may enter, here and in the crontab.
    location / {
      fastcgi_pass unix:\(directory)/web.sock;
      include fastcgi_params;
      fastcgi_param SCRIPT_NAME "";
      fastcgi_param PATH_INFO $uri;
      fastcgi_param HTTP_PROXY "";
      fastcgi_param REMOTE_USER "";
    }
    # Server-sent events are passed on as they come.
    location ~ ^/api/v1/(workflow-runs/[^/]+/)?stream$ {
      fastcgi_pass unix:\(directory)/web.sock;
      include fastcgi_params;
      fastcgi_param SCRIPT_NAME "";
      fastcgi_param PATH_INFO $uri;
      fastcgi_param HTTP_PROXY "";
      fastcgi_param REMOTE_USER "";
      fastcgi_buffering off;
      fastcgi_read_timeout 90s;
      gzip off;
    }
    """
  }
}
