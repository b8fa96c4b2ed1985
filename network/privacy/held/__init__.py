"""Holdings of this app and of libraries that cannot declare their own."""
