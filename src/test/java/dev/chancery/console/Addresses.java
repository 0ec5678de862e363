package dev.chancery.console;

import java.util.List;

/// Pages of the console in the realm of [AtConsole], each once, as its tests and screenshots walk them.
final class Addresses {
    static final List<String> ALL = List.of("/clients", "/clients/api-demo-project");

    private Addresses() {}
}
