"""Letters: written with care, sealed, and there when their day comes."""
