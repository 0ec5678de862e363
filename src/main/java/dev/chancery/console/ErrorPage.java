package dev.chancery.console;

/// The API refused what the page needs.
public record ErrorPage(int status, String detail) implements Page {
    @Override
    public String template() {
        return "error";
    }

    @Override
    public String section() {
        return "";
    }
}
