package dev.chancery.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where PostgreSQL is and who asks: `jdbc:postgresql://…` as its driver reads it, or
/// `postgresql://user:password@host/db`.
record PostgresUrl(String jdbc, Properties login) {

    static PostgresUrl of(DatabaseSettings settings) {
        var url = settings.url() == null ? "" : settings.url().strip();
        var login = new Properties();
        var jdbc = withoutLogin(url.startsWith("jdbc:postgresql:") ? url : fromUri(url, login), login);
        put(login, "user", settings.user());
        put(login, "password", settings.password());
        return new PostgresUrl(jdbc, login);
    }

    private static String fromUri(String url, Properties login) {
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) throw unreadable();
        try {
            var uri = new URI(url);
            if (uri.getRawAuthority() == null) throw unreadable();
            var authority = uri.getRawAuthority();
            var at = authority.lastIndexOf('@');
            if (at >= 0) login(authority.substring(0, at), login);
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return "jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query;
        } catch (URISyntaxException e) {
            throw unreadable();
        }
    }

    /// Takes user and password out of the parameters, so that no log of the URL can show them.
    private static String withoutLogin(String jdbc, Properties login) {
        var parts = jdbc.split("\\?", 2);
        if (parts.length == 1) return jdbc;
        var kept = new ArrayList<String>();
        for (var parameter : parts[1].split("&", -1)) {
            var pair = parameter.split("=", 2);
            if (pair[0].equals("user") || pair[0].equals("password"))
                put(login, pair[0], decoded(pair.length == 2 ? pair[1] : ""));
            else kept.add(parameter);
        }
        return kept.isEmpty() ? parts[0] : parts[0] + "?" + String.join("&", kept);
    }

    private static void login(String text, Properties login) {
        var parts = text.split(":", 2);
        put(login, "user", decoded(parts[0]));
        if (parts.length == 2) put(login, "password", decoded(parts[1]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void put(Properties login, String name, @Nullable String value) {
        if (value != null) login.setProperty(name, value);
    }

    private static StartRefusal unreadable() {
        return new StartRefusal("CHANCERY_DATABASE_URL must be jdbc:postgresql://host:port/database or"
                + " postgresql://user:password@host:port/database; without it, SQLite is used.");
    }

    /// The part that may be shown: no parameters, which can hold a password.
    String shown() {
        var end = jdbc.indexOf('?');
        var plain = end < 0 ? jdbc : jdbc.substring(0, end);
        return plain.substring("jdbc:".length()).replaceAll("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }
}
