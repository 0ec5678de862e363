package dev.chancery.login;

/// Is it your device that asks? RFC 8628 §5.4.
///
/// @param place where the device is, as far as its address tells
public record DeviceConfirmPage(String client, String code, String place, String startedAt) implements Page {
    @Override
    public String template() {
        return "device-confirm";
    }
}
