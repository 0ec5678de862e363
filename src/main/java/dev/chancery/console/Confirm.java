package dev.chancery.console;

/// Asks once more before something is gone.
///
/// @param words what its words begin with: a title, a `.text`, and a `.button`
/// @param what it is about, as people know it
/// @param action where the form is sent, and `back` where nothing happens; both in the realm
public record Confirm(String words, String what, String action, String back, String version, Outcome outcome) {}
