package org.kaiwa.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the one {@code kaiwa.jar} that all of them share. It is started by the first and ended after the last. */
public final class RunningKaiwa implements ParameterResolver {

    /** Made by JUnit. */
    public RunningKaiwa() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KaiwaProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
                .kaiwa;
    }

    private static final class Shared implements AutoCloseable {

        private final KaiwaProcess kaiwa;

        Shared() {
            try {
                kaiwa = KaiwaProcess.start();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() {
            kaiwa.close();
        }
    }
}
