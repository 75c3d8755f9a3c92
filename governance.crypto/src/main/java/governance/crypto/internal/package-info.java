/** Keyrings over Tink. The only package that knows what a key is made of. */
package governance.crypto.internal;
