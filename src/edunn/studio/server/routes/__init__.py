"""What can be asked, one topic a file. A route checks the request, asks the session, and replies."""
