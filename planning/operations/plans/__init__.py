"""Operations of business plans."""
