/** Applies the stored theme before the first paint: a classic script in the head, which blocks. Without a stored one the page follows the
 *  system. */
const stored = localStorage.getItem('bailiwick:theme');
if (stored === 'light' || stored === 'dark') document.documentElement.dataset.theme = stored;
