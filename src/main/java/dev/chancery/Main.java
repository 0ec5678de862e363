package dev.chancery;

import dev.chancery.cli.Program;
import dev.chancery.cli.SettingOption;
import dev.chancery.cli.Terminal;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;

/// Arguments → [Config] → the command.
public final class Main {
    private Main() {}

    static void main(String[] args) {
        var status = program(Terminal.system(System.getenv()), InstantSource.system())
                .run(args);
        if (status != 0) System.exit(status);
    }

    static Program program(Terminal terminal, InstantSource clock) {
        var settings = Stream.of(Setting.values())
                .map(setting -> new SettingOption(
                        setting.key(), setting.variable(), setting.byDefault, setting.description, setting.isSecret()))
                .toList();
        return new Program(terminal, settings, new Offline(terminal.environment(), clock), clock, Main::version);
    }

    /// As the build wrote it into the jar; classes that were not packed have none.
    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "unpacked");
    }
}
