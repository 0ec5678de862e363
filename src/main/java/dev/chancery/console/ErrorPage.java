package dev.chancery.console;

/// The API refused what the page needs.
public record ErrorPage(int status, Complaint complaint) {}
