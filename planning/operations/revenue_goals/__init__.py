"""Operations of revenue goals and their worksheets."""
