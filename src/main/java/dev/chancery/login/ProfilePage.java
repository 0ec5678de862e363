package dev.chancery.login;

/// What is missing in the account.
public record ProfilePage(String email, String firstName, String lastName, String complaint) implements Page {
    @Override
    public String template() {
        return "profile";
    }
}
