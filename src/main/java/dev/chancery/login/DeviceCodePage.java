package dev.chancery.login;

/// The code that a device shows: RFC 8628 §3.3.
public record DeviceCodePage(String code, String complaint) implements Page {
    @Override
    public String template() {
        return "device-code";
    }
}
