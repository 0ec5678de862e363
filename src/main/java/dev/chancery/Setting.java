package dev.chancery;

import java.util.Locale;

/// Every setting, under its one name: `http-port` in the file, `CHANCERY_HTTP_PORT` in the environment,
/// `--http-port` as an option. An option wins over the environment, the environment over the file.
public enum Setting {
    CONFIG("chancery.properties", "The file with further settings, if it exists"),
    BIND("127.0.0.1", "Address to listen on; beyond loopback a public-url is needed"),
    HTTP_PORT("8080", "Port of the server; 0 for any free one"),
    MANAGEMENT_BIND("127.0.0.1", "Address of health and metrics"),
    MANAGEMENT_PORT("9000", "Port of health and metrics; 0 for any free one"),
    PUBLIC_URL(
            "",
            "Where the server is reached from outside, such as https://id.example.com; http://localhost:{port} when empty"),
    PATH_ALIASES("/auth", "Path prefixes under which everything is served too, separated by commas"),
    TRUSTED_PROXIES("", "Networks whose X-Forwarded-For is believed, such as 10.0.0.0/8, separated by commas"),
    TLS_CERTIFICATE("", "File with the certificate chain (PEM), for https without a proxy"),
    TLS_KEY("", "File with the key of the certificate (PEM, PKCS #8, unencrypted)"),
    DATA_DIR("data", "Folder of the embedded database and its master key"),
    DATABASE_URL(
            "",
            "A PostgreSQL database, jdbc:postgresql://host/name or postgresql://user:password@host/name; the embedded one when empty"),
    DATABASE_USER("", "User of the PostgreSQL database"),
    DATABASE_PASSWORD("", "Password of that user"),
    MASTER_KEY("", "32 bytes in base64 or hex; required with PostgreSQL, else made in the data folder"),
    PREVIOUS_MASTER_KEYS("", "Earlier master keys, separated by commas, while something is sealed under them"),
    BOOTSTRAP_ADMIN_USERNAME("", "First administrator; drawn when empty, ignored once there is one"),
    BOOTSTRAP_ADMIN_PASSWORD("", "Password of the first administrator; drawn when empty"),
    BOOTSTRAP_CLIENT_ID("", "A first client with the role admin, for automation"),
    BOOTSTRAP_CLIENT_SECRET("", "Secret of that client, 32 characters at least; needed with it"),
    LOG_FORMAT("json", "json, or text for people"),
    ACCESS_LOG("off", "on: a log line for each request");

    public final String byDefault;
    public final String description;

    Setting(String byDefault, String description) {
        this.byDefault = byDefault;
        this.description = description;
    }

    /// In the file, and with two hyphens as an option.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String variable() {
        return "CHANCERY_" + name();
    }

    /// Its value must never be printed.
    public boolean isSecret() {
        return switch (this) {
            case DATABASE_PASSWORD,
                    MASTER_KEY,
                    PREVIOUS_MASTER_KEYS,
                    BOOTSTRAP_ADMIN_PASSWORD,
                    BOOTSTRAP_CLIENT_SECRET -> true;
            default -> false;
        };
    }
}
