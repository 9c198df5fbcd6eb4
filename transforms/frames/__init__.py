"""How finds stand together: clause, segment, list, whole and part."""
