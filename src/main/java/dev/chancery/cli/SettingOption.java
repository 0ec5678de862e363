package dev.chancery.cli;

/// A setting of the server, as the command line offers it: `--{key}`.
///
/// @param variable its name in the environment
/// @param secret its value must never be shown
public record SettingOption(String key, String variable, String byDefault, String description, boolean secret) {

    String option() {
        return "--" + key;
    }

    String help() {
        var standard = byDefault.isEmpty() ? "" : ", default " + byDefault;
        return "%s (%s%s%s).".formatted(description, variable, secret ? ", secret" : "", standard);
    }
}
