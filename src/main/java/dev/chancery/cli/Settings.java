package dev.chancery.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The settings of the server as options.
record Settings(List<SettingOption> all) {
    private static final Set<String> OF_THE_STORE =
            Set.of("config", "data-dir", "database-url", "database-user", "database-password", "master-key");

    CommandSpec addedTo(CommandSpec spec) {
        for (var setting : all) add(spec, setting, false);
        spec.usageMessage().abbreviateSynopsis(true);
        return spec;
    }

    /// All of them work; only those about the store are listed in the help.
    CommandSpec addedToOffline(CommandSpec spec) {
        for (var setting : all) add(spec, setting, !OF_THE_STORE.contains(setting.key()));
        spec.usageMessage().abbreviateSynopsis(true);
        return spec;
    }

    Map<String, String> given(ParseResult line) {
        var given = new LinkedHashMap<String, String>();
        for (var setting : all)
            if (line.hasMatchedOption(setting.option()))
                given.put(setting.key(), line.matchedOptionValue(setting.option(), ""));
        return given;
    }

    private static void add(CommandSpec spec, SettingOption setting, boolean hidden) {
        spec.addOption(Command.option(setting.option(), "VALUE", setting.help().replace("%", "%%"))
                .hidden(hidden)
                .build());
    }
}
