package dev.chancery.login;

/// Nothing is left to do; both are keys of the texts.
public record DonePage(String title, String text) implements Page {
    @Override
    public String template() {
        return "done";
    }
}
