package dev.chancery.console;

/// What a page of the console shows.
public interface Page {

    /// Its template in `src/main/jte/console`.
    String template();

    /// Where in the menu it stands: the key of its words after `menu.`.
    String section();
}
