package dev.chancery.db;

/// What all lists share: the tokens that lead from page to page, and how long each list is.
public record Pages(PageToken tokens, Totals totals) {}
