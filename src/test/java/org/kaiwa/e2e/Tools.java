package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The programs of the machine that some tests need. Where one is missing the test is skipped, and with {@code CI=true} it fails. */
public final class Tools {

    private Tools() {}

    static Path chromium() {
        return find("chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    }

    static Path chromedriver() {
        return find("chromium-driver", "chromedriver");
    }

    static Path nginx() {
        return find("nginx-light", "nginx");
    }

    static Path httpd() {
        return find("apache2-bin", "apache2", "httpd");
    }

    static Path openssl() {
        return find("openssl", "openssl");
    }

    /** Shows what passes on the machine's own lines. */
    public static Path tcpdump() {
        return find("tcpdump", "tcpdump");
    }

    /** Reads what was captured. */
    public static Path tshark() {
        return find("tshark", "tshark");
    }

    private static Path find(String debianPackage, String... names) {
        List<Path> folders = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        for (String name : names) {
            for (Path folder : folders) {
                if (Files.isExecutable(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        }
        return missing(names[0] + " is missing; on Debian: apt-get install " + debianPackage);
    }

    /** Skips the test, or fails it where nothing may be missing. */
    public static Path missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(message);
        }
        return abort(message);
    }
}
