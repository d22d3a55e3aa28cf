/** The only policy that the Content-Security-Policy lets the page have, and all that may pass it. */
const POLICY = 'kaiwa';
const WORKER = 'sw.js';

/**
 * Has the browser keep the page, so that it opens where the network is away.
 *
 * @param {{workers: ServiceWorkerContainer|undefined, trustedTypes: TrustedTypePolicyFactory|undefined}} options `workers` is
 *   `navigator.serviceWorker`; there is none where a page came over plain HTTP from another machine
 * @returns {Promise<boolean>} whether it is going to be kept; without it the page works as well
 */
export async function keepPage({ workers, trustedTypes }) {
  if (workers === undefined) {
    return false;
  }
  try {
    await workers.register(trusted(trustedTypes));
    return true;
  } catch {
    return false; // a browser that keeps nothing, for want of room or because it was told so
  }
}

function trusted(trustedTypes) {
  return trustedTypes?.createPolicy(POLICY, { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;
}
