package dev.chancery.login;

import java.util.List;

/// Is it your device that asks? RFC 8628 §5.4.
///
/// @param person as whom it would sign in
/// @param place where the device is, as far as its address tells
/// @param scopes what it would get, where people are asked for that
/// @param elsewhere it is on another network than the browser
/// @param shown comes back with the answer, and tells to what it was
public record DeviceConfirmPage(
        String client,
        String person,
        String code,
        String place,
        String startedAt,
        List<String> scopes,
        boolean elsewhere,
        String shown)
        implements Page {
    @Override
    public String template() {
        return "device-confirm";
    }
}
