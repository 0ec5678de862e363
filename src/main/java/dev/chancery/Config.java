package dev.chancery;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeyRefusal;
import dev.chancery.db.StartRefusal;
import dev.chancery.http.Tls;
import dev.chancery.http.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the operator has decided. Whatever is wrong with it is said in one line, before anything is opened.
public final class Config {
    private final Map<Setting, String> values;

    private Config(Map<Setting, String> values) {
        this.values = values;
    }

    /// Options win over the environment, the environment over the file, the file over what is built in.
    public static Config of(Map<String, String> environment, Map<Setting, String> options) {
        var values = new EnumMap<Setting, String>(Setting.class);
        refuseUnknown(environment);
        var file = file(options, environment);
        for (var setting : Setting.values()) {
            var value = options.get(setting);
            if (value == null) value = environment.get(setting.variable());
            if (value == null) value = file.getProperty(setting.key());
            values.put(setting, value == null ? setting.byDefault : value.strip());
        }
        return new Config(values).checked();
    }

    public String get(Setting setting) {
        return values.getOrDefault(setting, setting.byDefault);
    }

    public boolean has(Setting setting) {
        return !get(setting).isEmpty();
    }

    public int port(Setting setting) {
        try {
            var port = Integer.parseInt(get(setting));
            if (port >= 0 && port <= 65_535) return port;
        } catch (NumberFormatException notANumber) {
            throw refusal(setting, "is not a number");
        }
        throw refusal(setting, "is not a port number from 0 to 65535");
    }

    public Path dataFolder() {
        return path(Setting.DATA_DIR);
    }

    public TrustedProxies trustedProxies() {
        try {
            return TrustedProxies.of(list(Setting.TRUSTED_PROXIES));
        } catch (IllegalArgumentException malformed) {
            throw refusal(Setting.TRUSTED_PROXIES, "has something in it that is no network such as 10.0.0.0/8");
        }
    }

    private Path path(Setting setting) {
        try {
            if (has(setting)) return Path.of(get(setting));
        } catch (InvalidPathException malformed) {
            throw refusal(setting, "is not a path");
        }
        throw refusal(setting, "is empty");
    }

    public List<String> list(Setting setting) {
        return Stream.of(get(setting).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    public @Nullable Tls tls() {
        if (!has(Setting.TLS_CERTIFICATE) && !has(Setting.TLS_KEY)) return null;
        if (!has(Setting.TLS_CERTIFICATE)) throw refusal(Setting.TLS_CERTIFICATE, "is needed beside TLS_KEY");
        if (!has(Setting.TLS_KEY)) throw refusal(Setting.TLS_KEY, "is needed beside TLS_CERTIFICATE");
        return new Tls.PemFiles(path(Setting.TLS_CERTIFICATE), path(Setting.TLS_KEY));
    }

    /// `port` is the one that was bound, for the default.
    public String publicUrl(int port) {
        if (has(Setting.PUBLIC_URL)) return get(Setting.PUBLIC_URL).replaceAll("/+$", "");
        return (tls() == null ? "http" : "https") + "://localhost:" + port;
    }

    private Config checked() {
        port(Setting.HTTP_PORT);
        port(Setting.MANAGEMENT_PORT);
        dataFolder();
        tls();
        trustedProxies();
        requireKeys(Setting.MASTER_KEY);
        requireKeys(Setting.PREVIOUS_MASTER_KEYS);
        for (var alias : list(Setting.PATH_ALIASES))
            if (!alias.matches("/[A-Za-z0-9._~/-]+") || alias.contains("//") || alias.endsWith("/"))
                throw refusal(Setting.PATH_ALIASES, "has something in it that is no path such as /auth");
        if (has(Setting.PUBLIC_URL)) requirePublicUrl();
        if (!has(Setting.PUBLIC_URL) && !isLoopback())
            throw refusal(
                    Setting.PUBLIC_URL,
                    "is needed when the server listens beyond loopback: set where clients reach it");
        if (has(Setting.DATABASE_URL) && !get(Setting.DATABASE_URL).matches("(jdbc:postgresql:|postgres(ql)?://).*"))
            throw refusal(Setting.DATABASE_URL, "begins neither with jdbc:postgresql: nor with postgresql://");
        if (has(Setting.DATABASE_URL) && !has(Setting.MASTER_KEY))
            throw refusal(
                    Setting.MASTER_KEY,
                    "is needed with PostgreSQL: 32 random bytes, such as from openssl rand -base64 32");
        if (list(Setting.MASTER_KEY).size() > 1) throw refusal(Setting.MASTER_KEY, "is more than one key");
        if (has(Setting.BOOTSTRAP_CLIENT_ID) && !has(Setting.BOOTSTRAP_CLIENT_SECRET))
            throw refusal(Setting.BOOTSTRAP_CLIENT_SECRET, "is needed beside BOOTSTRAP_CLIENT_ID");
        if (!List.of("json", "text").contains(get(Setting.LOG_FORMAT)))
            throw refusal(Setting.LOG_FORMAT, "is neither json nor text");
        if (!List.of("on", "off").contains(get(Setting.ACCESS_LOG)))
            throw refusal(Setting.ACCESS_LOG, "is neither on nor off");
        return this;
    }

    private void requireKeys(Setting setting) {
        for (var key : list(setting)) {
            try {
                MasterKey.of(key);
            } catch (MasterKeyRefusal malformed) {
                throw refusal(setting, "is not 32 bytes as base64 or hex; openssl rand -base64 32 makes some");
            }
        }
    }

    private void requirePublicUrl() {
        try {
            var url = new URI(get(Setting.PUBLIC_URL));
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null
                    && List.of("http", "https").contains(scheme)
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null) return;
        } catch (URISyntaxException malformed) {
            throw refusal(Setting.PUBLIC_URL, "is not a URL");
        }
        throw refusal(Setting.PUBLIC_URL, "is not a URL such as https://id.example.com");
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(get(Setting.BIND)).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw refusal(Setting.BIND, "is not an address of this machine");
        }
    }

    private static Properties file(Map<Setting, String> options, Map<String, String> environment) {
        var named = options.getOrDefault(Setting.CONFIG, environment.get(Setting.CONFIG.variable()));
        var path = named == null ? Setting.CONFIG.byDefault : named;
        var properties = new Properties();
        if (named == null && !Files.exists(Path.of(path))) return properties;
        try (var reader = Files.newBufferedReader(Path.of(path))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartRefusal("The settings file %s cannot be read.".formatted(path));
        }
        for (var key : properties.stringPropertyNames())
            if (Stream.of(Setting.values()).noneMatch(setting -> setting.key().equals(key)))
                throw new StartRefusal("The settings file %s has an unknown setting: %s.".formatted(path, key));
        return properties;
    }

    /// A misspelt setting must not go unnoticed.
    private static void refuseUnknown(Map<String, String> environment) {
        for (var name : environment.keySet())
            if (name.startsWith("CHANCERY_")
                    && !name.equals("CHANCERY_JAVA_OPTS")
                    && !name.startsWith("CHANCERY_CLI_")
                    && Stream.of(Setting.values())
                            .noneMatch(setting -> setting.variable().equals(name)))
                throw new StartRefusal("There is no setting %s. See chancery start --help.".formatted(name));
    }

    private static StartRefusal refusal(Setting setting, String what) {
        return new StartRefusal("%s (%s) %s.".formatted(setting.key(), setting.variable(), what));
    }
}
