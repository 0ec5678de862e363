package dev.chancery.manage;

import java.util.Set;

/// The methods that have a name in logs and metrics; whatever else was sent is `other`.
final class MethodLabel {
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private MethodLabel() {}

    static String of(String sent) {
        return KNOWN.contains(sent) ? sent : "other";
    }
}
