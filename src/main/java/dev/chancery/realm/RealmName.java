package dev.chancery.realm;

import static dev.chancery.admin.Refused.invalid;

import java.util.regex.Pattern;

/// The name of a realm, as it stands in every URL of the realm.
final class RealmName {
    static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    private RealmName() {}

    static String validated(String name) {
        if (!FORM.matcher(name).matches())
            throw invalid(
                    "name",
                    "1 to 64 of the characters a–z, 0–9 and '-', beginning and ending with a letter or a digit.");
        return name;
    }
}
