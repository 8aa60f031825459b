"""Finding programmes, people and organisations by their names, within what one may see."""
