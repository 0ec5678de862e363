package dev.chancery.login;

/// A password of their own choice.
public record NewPasswordPage(String username, String complaint) implements Page {
    @Override
    public String template() {
        return "new-password";
    }
}
