package org.kaiwa.connection;

import java.lang.reflect.Field;

/**
 * Catalina's request that became a WebSocket. The only class that knows of Catalina, by reflection.
 *
 * <p>Payara uses its request objects again, keeps some for each thread, and clears them of all but one thing: the handler of the upgrade
 * ({@code org.apache.catalina.connector.Request.recycle}). By it everything of a connection that is long gone is held, up to the application's class loader, also
 * when the application has been taken away. So it is cleared from here, when the container has done with it.
 */
final class UpgradedRequest {

    private final Object handler;
    private final Object request;
    private final Field handlerOfRequest;
    private final Field upgraded;

    /**
     * A request that has been found.
     *
     * @param handler Tyrus's, of the upgrade
     * @throws ReflectiveOperationException if this is no Payara, or one that is made otherwise than is known
     */
    UpgradedRequest(Object handler) throws ReflectiveOperationException {
        this.handler = handler;
        this.request = TyrusSocket.field(TyrusSocket.field(handler, "wc"), "request");
        this.handlerOfRequest = TyrusSocket.accessible(request, "httpUpgradeHandler");
        this.upgraded = TyrusSocket.accessible(request, "upgrade");
    }

    /**
     * Has the request forget what it was for, if the container needs to know no more.
     *
     * @return false: it is not done with it yet
     */
    boolean letGo() {
        try {
            if (handlerOfRequest.get(request) != handler) {
                return true; // it is another's already
            }
            if (upgraded.getBoolean(request)) {
                return false; // the container will ask it for the handler once more, to end it
            }
            handlerOfRequest.set(request, null);
            return true;
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
