"""claimtrack: track the claims that news articles make."""
