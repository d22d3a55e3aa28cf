package org.kaiwa.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** IP addresses with the same beginning (RFC 4632 §3.1, RFC 4291 §2.3). */
public final class AddressRange {

    /** Only what is an address and no name goes to {@link InetAddress}, which would ask the network for a name. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] network;
    private final int prefix;

    private AddressRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @param text an address, or one with the length of a prefix behind it, such as {@code 10.1.0.0/16}
     * @return the range
     * @throws IllegalArgumentException if it is none
     */
    public static AddressRange parse(String text) {
        String[] parts = text.split("/", -1);
        byte[] network = bytes(parts[0]);
        int most = network.length * Byte.SIZE;
        if (parts.length > 2) {
            throw new IllegalArgumentException(text);
        }
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
        return new AddressRange(network, Settings.within(0, most, prefix));
    }

    /**
     * Tells whether a text is an address, without asking the network for a name.
     *
     * @param text anything
     * @return true for an address of IPv4 or IPv6, without brackets or port
     */
    public static boolean isAddress(String text) {
        try {
            return bytes(text).length > 0;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /**
     * Tells whether an address is in the range.
     *
     * @param address an address as a server gives it, {@code [::1]} or {@code ::1%lo} included
     * @return false also if it is none
     */
    public boolean contains(String address) {
        byte[] bytes;
        try {
            bytes = bytes(address.replaceAll("^\\[|%.*|]$", ""));
        } catch (IllegalArgumentException none) {
            return false;
        }
        if (bytes.length != network.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        int mask = 0xff << (Byte.SIZE - rest) & 0xff;
        return Arrays.equals(bytes, 0, whole, network, 0, whole)
                && (rest == 0 || (bytes[whole] & mask) == (network[whole] & mask));
    }

    private static byte[] bytes(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(none);
        }
    }
}
