"""From files and addresses to raw documents."""
