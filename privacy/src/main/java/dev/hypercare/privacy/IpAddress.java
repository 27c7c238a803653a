package dev.hypercare.privacy;

import org.jspecify.annotations.Nullable;

/** IP addresses in texts, without ever asking a name server. */
final class IpAddress {
    private static final int LONGEST_V6 = 45;

    private IpAddress() {}

    /** The 4 or 16 bytes of an address, which may carry a port, brackets or a zone; null where it is none. A mapped IPv4 gives 4. */
    static byte @Nullable [] parse(String text) {
        String address = text.strip();
        if (address.startsWith("[")) {
            int close = address.indexOf(']');
            address = close < 0 ? "" : address.substring(1, close);
        }
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        if (address.length() > LONGEST_V6) {
            return null;
        }
        int colon = address.indexOf(':');
        if (colon < 0 || colon == address.lastIndexOf(':')) {
            String host = colon < 0 ? address : address.substring(0, colon);
            byte[] bytes = new byte[4];
            return readV4(host, 0, bytes, 0) == host.length() ? bytes : null;
        }
        byte[] bytes = new byte[16];
        if (!readV6(address, bytes)) {
            return null;
        }
        return isMapped(bytes) ? new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]} : bytes;
    }

    /** Where the IPv4 address that begins at {@code from} ends; -1 where none does. */
    static int endOfV4(CharSequence text, int from) {
        int end = readV4(text, from, new byte[4], 0);
        boolean goesOn = end >= 0
                && end < text.length()
                && (Chars.isWord(text.charAt(end))
                        || (text.charAt(end) == '.' && end + 1 < text.length() && Chars.isDigit(text.charAt(end + 1))));
        return goesOn ? -1 : end;
    }

    /** Where the IPv6 address that begins at {@code from} ends; -1 where none does. Looks at no more than 46 characters. */
    static int endOfV6(CharSequence text, int from) {
        int end = from;
        int colons = 0;
        while (end < text.length() && end - from <= LONGEST_V6 && isV6Char(text.charAt(end))) {
            colons += text.charAt(end) == ':' ? 1 : 0;
            end++;
        }
        while (end > from && text.charAt(end - 1) == '.') {
            end--;
        }
        if (end - from < 3 || colons < 2 || (end < text.length() && Chars.isWord(text.charAt(end)))) {
            return -1;
        }
        if (text.charAt(end - 1) == ':' && text.charAt(end - 2) != ':') {
            end--;
        }
        return readV6(text.subSequence(from, end).toString(), new byte[16]) ? end : -1;
    }

    private static int readV4(CharSequence text, int from, byte[] into, int at) {
        int i = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                if (i >= text.length() || text.charAt(i) != '.') {
                    return -1;
                }
                i++;
            }
            int value = 0;
            int start = i;
            while (i < text.length() && i - start < 3 && Chars.isDigit(text.charAt(i))) {
                value = value * 10 + text.charAt(i) - '0';
                i++;
            }
            if (i == start || value > 255) {
                return -1;
            }
            into[at + part] = (byte) value;
        }
        return i;
    }

    private static boolean readV6(String text, byte[] into) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return readGroups(text, into, 0) == 16;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int head = gap == 0 ? 0 : readGroups(text.substring(0, gap), into, 0);
        byte[] tail = new byte[16];
        int tailLength = gap + 2 == text.length() ? 0 : readGroups(text.substring(gap + 2), tail, 0);
        if (head < 0 || tailLength < 0 || head + tailLength > 14) {
            return false;
        }
        System.arraycopy(tail, 0, into, 16 - tailLength, tailLength);
        return true;
    }

    /** Reads groups of hex digits, the last of which may be an IPv4 address; the result is the bytes read, or -1. */
    private static int readGroups(String text, byte[] into, int at) {
        int bytes = at;
        for (String group : text.split(":", -1)) {
            if (group.indexOf('.') >= 0) {
                boolean isLast = text.endsWith(group) && bytes <= 12;
                return isLast && readV4(group, 0, into, bytes) == group.length() ? bytes + 4 : -1;
            }
            if (group.isEmpty() || group.length() > 4 || bytes > 14) {
                return -1;
            }
            int value = 0;
            for (int i = 0; i < group.length(); i++) {
                int digit = Character.digit(group.charAt(i), 16);
                if (digit < 0 || group.charAt(i) > 'f') {
                    return -1;
                }
                value = value * 16 + digit;
            }
            into[bytes++] = (byte) (value >> 8);
            into[bytes++] = (byte) value;
        }
        return bytes;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static boolean isV6Char(char c) {
        return Chars.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }
}
