package dev.chancery.guess;

import dev.chancery.crypto.TokenHash;
import dev.chancery.http.Network;
import java.text.Normalizer;
import java.util.Locale;

/// What is counted together. Subjects are kept as hashes: whatever was typed as a name leaves no trace.
record GuessKey(String realm, String kind, String subject, String address) {
    static final String EVERY = "";
    private static final String ACCOUNT = "account";
    private static final String CODE = "code";
    private static final String CLIENT = "client";
    private static final String FINDER = "finder";
    private static final String VISITOR = "visitor";
    private static final String DEVICE = "device";
    private static final int LONGEST_NAME = 1024;

    /// All spellings of a name are one account: compatibility forms, case and surrounding space don't count.
    static GuessKey account(String realm, String account, String address) {
        var folded = Normalizer.normalize(cut(account), Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return new GuessKey(realm, ACCOUNT, TokenHash.of(folded).hex(), network(address));
    }

    /// The codes of an account, wherever they are tried.
    static GuessKey code(String realm, String account) {
        return new GuessKey(realm, CODE, account(realm, account, EVERY).subject(), EVERY);
    }

    static GuessKey client(String realm, String client, String address) {
        return new GuessKey(realm, CLIENT, TokenHash.of(cut(client)).hex(), network(address));
    }

    /// Whoever reports secrets that they found, to no realm in particular.
    static GuessKey finder(String address) {
        return new GuessKey(EVERY, FINDER, EVERY, network(address));
    }

    /// Whether what was counted here was the owner's, as a right answer at `account` shows.
    boolean beginsAnewWith(GuessKey account) {
        return equals(account) || kind.equals(CODE);
    }

    /// Whoever begins to sign in to a realm, as anybody.
    static GuessKey visitor(String realm, String address) {
        return new GuessKey(realm, VISITOR, EVERY, network(address));
    }

    /// Whoever types the codes of devices, in one browser.
    static GuessKey device(String realm, String browser, String address) {
        return new GuessKey(realm, DEVICE, browser, network(address));
    }

    GuessKey fromEverywhere() {
        return new GuessKey(realm, kind, subject, EVERY);
    }

    GuessKey atEverything() {
        return new GuessKey(realm, kind, EVERY, address);
    }

    private static String network(String address) {
        return Network.of(address).orElseGet(() -> TokenHash.of(address).hex());
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
