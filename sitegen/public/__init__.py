"""What the world may see. Nothing here can name what is withheld: there is no field for it."""
