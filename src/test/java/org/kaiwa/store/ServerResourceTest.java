package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;

import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

class ServerResourceTest {

    @Test
    void aNameThatIsNotFoundIsNotMapped() {
        assertThat(ServerResource.isUnknown(new NameNotFoundException("jdbc/kaiwa")))
                .isTrue();
        assertThat(ServerResource.isUnknown(because(new NameNotFoundException("jdbc/kaiwa"))))
                .isTrue();
    }

    @Test
    void aReferenceForWhichOpenLibertyHasNoResourceIsNotMapped() {
        assertThat(
                        ServerResource.isUnknown(
                                because(
                                        new Exception(
                                                "CWNEN1004E: The server was unable to find the jdbc/kaiwa default binding with the javax.sql.DataSource type"))))
                .isTrue();
    }

    @Test
    void aReferenceThatIsMappedToWhatIsNotThereIsAFailure() {
        assertThat(
                        ServerResource.isUnknown(
                                because(
                                        new Exception(
                                                "CWNEN1006E: The server was unable to obtain an object for the jdbc/other binding with the javax.sql.DataSource type"))))
                .isFalse();
        assertThat(ServerResource.isUnknown(because(new Exception()))).isFalse();
    }

    private static NamingException because(Throwable cause) {
        NamingException failure = new NamingException("could not be instantiated");
        failure.initCause(cause);
        return failure;
    }
}
