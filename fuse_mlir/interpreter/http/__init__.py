"""HTTP for programs: the client, and the server with its routes, static files and documentation page."""
