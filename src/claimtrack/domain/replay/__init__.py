"""What the history says of the things that it tells of, to be compared with what is stored; pure, no database."""
