package org.kaiwa.signon;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.kaiwa.config.SignOnSettings.Mode;

/**
 * Takes the {@link SignOnMechanism} out of the application where another says who asks. To have one is to have the container ask it and nobody else (Jakarta
 * Security 3.0 §2.2): the container's own login would be switched off, and a guest's request would cost more.
 */
public class SignOnExtension implements Extension {

    private static final Set<String> OURS = Set.of(Mode.OIDC.configName(), Mode.PROXY.configName());

    /** Made by the container. */
    public SignOnExtension() {}

    /**
     * Decides.
     *
     * @param type the mechanism, as the container has found it
     */
    void decide(@Observes ProcessAnnotatedType<SignOnMechanism> type) {
        String mode = ConfigProvider.getConfig()
                .getOptionalValue("kaiwa.auth", String.class)
                .map(String::strip)
                .orElse("");
        if (!OURS.contains(mode)) {
            type.veto();
        }
    }
}
