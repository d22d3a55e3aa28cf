package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer JDK is found where it is, and its lack is said. */
class JdksTest {

    /** No JDK is that new, so that none of the machine comes in between. */
    private static final int FAR = 9999;

    private static final String PROPERTY = "kaiwa.test.jdk" + FAR;

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void ourOwnIsTakenWhereItIsNewEnough() throws Exception {
        assertThat(Jdks.atLeast(17)).isEqualTo(Path.of(System.getProperty("java.home")));
    }

    @Test
    void theOneThatIsNamedIsTaken(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + FAR + ".0.1\"\n");
        Files.createDirectory(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        System.setProperty(PROPERTY, home.toString());

        assertThat(Jdks.atLeast(FAR)).isEqualTo(home);
    }

    /** As a skipped test, or as a failed one where nothing may be missing. */
    @Test
    void whereThereIsNoneTheReasonIsSaid() {
        assertThatThrownBy(() -> Jdks.atLeast(FAR)).hasMessageContaining("KAIWA_TEST_JDK" + FAR);
    }
}
