package dev.chancery.login;

import java.util.List;

/// Codes for when the app is lost, shown this once.
public record RecoveryCodesPage(List<String> codes) implements Page {
    @Override
    public String template() {
        return "recovery-codes";
    }
}
