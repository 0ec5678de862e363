package dev.chancery.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The cards of the short way: what a client is in daily life, and the settings that follow from it.
public enum QuickKind {
    MACHINE(false, List.of("client_credentials"), List.of("curl", "python", "java", "node", "spring")),
    WEB(false, List.of("authorization_code", "refresh_token"), List.of("curl", "python", "java", "node", "spring")),
    APP(true, List.of("authorization_code", "refresh_token"), List.of("curl", "python", "java", "node", "spring")),
    DEVICE(
            true,
            List.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"),
            List.of("curl", "python", "java", "node"));

    public final boolean isPublic;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    final List<String> grantTypes;

    /// For what there are ready lines.
    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    final List<String> languages;

    QuickKind(boolean isPublic, List<String> grantTypes, List<String> languages) {
        this.isPublic = isPublic;
        this.grantTypes = grantTypes;
        this.languages = languages;
    }

    /// What is not one of them is the first.
    static QuickKind of(String key) {
        return Stream.of(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElse(MACHINE);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean redirects() {
        return grantTypes.contains("authorization_code");
    }

    /// Whether people sign in to it, beside what it does on its own behalf.
    public boolean isForPeople() {
        return this != MACHINE;
    }
}
