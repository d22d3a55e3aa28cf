package org.kaiwa.connection;

import java.lang.reflect.Proxy;

/** Stands in for an interface of the container. */
final class Fakes {

    private Fakes() {}

    /** What a call comes to. */
    @FunctionalInterface
    interface Call {
        Object answer(String method, Object[] arguments);
    }

    static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
    }
}
