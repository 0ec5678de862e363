package dev.chancery.client;

import dev.chancery.json.JsonText;
import dev.chancery.realm.Attributes;
import dev.chancery.user.UserSettings;
import org.jspecify.annotations.Nullable;

/// Whom a client is when it acts on its own behalf, as far as an administrator says it. Nothing of it is required.
public record ServiceAccount(
        @Nullable String email, boolean emailVerified, String firstName, String lastName, Attributes attributes) {
    public static final ServiceAccount BLANK = new ServiceAccount(null, false, "", "", Attributes.NONE);

    /// As a column holds it.
    static ServiceAccount of(String column) {
        return column.equals("{}") ? BLANK : JsonText.MAPPER.readValue(column, ServiceAccount.class);
    }

    String text() {
        return equals(BLANK) ? "{}" : JsonText.of(this);
    }

    void validate() {
        if (email != null) UserSettings.requireEmail("serviceAccount.email", email);
        UserSettings.requireName("serviceAccount.firstName", firstName);
        UserSettings.requireName("serviceAccount.lastName", lastName);
        attributes.validated("serviceAccount.attributes");
    }
}
