package dev.chancery.login;

/// The code that a device shows: RFC 8628 §3.3.
///
/// @param qrSvg the address of this page as a picture, in markup of ours
public record DeviceCodePage(String code, String qrSvg, String complaint) implements Page {
    @Override
    public String template() {
        return "device-code";
    }
}
