// Who is asking: a token that a person gave, kept for this tab and until it is closed.

const KEY = 'hypercare.token';

function kept() {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    // A browser that keeps nothing asks again after each reload.
    return '';
  }
}

let token = kept();
let number = 0;

/** Whether there is one. */
export const signedIn = () => token !== '';

/** What goes along with every question; nothing where nobody signed in. */
export const proof = () => (token ? {Authorization: `Bearer ${token}`} : {});

/** Which sign-in it is, counted: what was asked before it says nothing of it. */
export const session = () => number;

/** Takes another token; an empty one forgets. */
export function signIn(other) {
  number++;
  token = other;
  try {
    if (other) {
      sessionStorage.setItem(KEY, other);
    } else {
      sessionStorage.removeItem(KEY);
    }
  } catch {
    // It holds until the page is left.
  }
}
