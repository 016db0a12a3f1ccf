/** The page's own words in six languages. What the bot says is the bot's; see its catalogues. */

const LANGUAGES = ["en", "sv", "de", "el", "es", "is"];
const NAMES = {
  en: "English",
  sv: "Svenska",
  de: "Deutsch",
  el: "Ελληνικά",
  es: "Español",
  is: "Íslenska",
};

/** Each word in the order of LANGUAGES; {name} is filled in. */
// prettier-ignore
const WORDS = {
  action_choose_sticker: ["choosing a sticker", "väljer en klisterbild", "wählt einen Sticker", "επιλέγει αυτοκόλλητο", "eligiendo un sticker", "velur límmiða"],
  action_find_location: ["sending a location", "skickar en plats", "sendet einen Standort", "στέλνει τοποθεσία", "enviando una ubicación", "sendir staðsetningu"],
  action_record_video: ["recording a video", "spelar in video", "nimmt ein Video auf", "γράφει βίντεο", "grabando un vídeo", "tekur upp myndskeið"],
  action_record_voice: ["recording a voice message", "spelar in ett röstmeddelande", "nimmt eine Sprachnachricht auf", "ηχογραφεί μήνυμα", "grabando un mensaje de voz", "tekur upp talskilaboð"],
  action_typing: ["typing", "skriver", "schreibt", "γράφει", "escribiendo", "skrifar"],
  action_upload_document: ["sending a file", "skickar en fil", "sendet eine Datei", "στέλνει αρχείο", "enviando un archivo", "sendir skrá"],
  action_upload_photo: ["sending a photo", "skickar en bild", "sendet ein Foto", "στέλνει φωτογραφία", "enviando una foto", "sendir mynd"],
  action_upload_video: ["sending a video", "skickar en video", "sendet ein Video", "στέλνει βίντεο", "enviando un vídeo", "sendir myndskeið"],
  action_upload_voice: ["sending a voice message", "skickar ett röstmeddelande", "sendet eine Sprachnachricht", "στέλνει φωνητικό μήνυμα", "enviando un mensaje de voz", "sendir talskilaboð"],
  add: ["Add", "Lägg till", "Hinzufügen", "Προσθήκη", "Añadir", "Bæta við"],
  addPerson: ["Add a person", "Lägg till en person", "Person hinzufügen", "Προσθήκη ατόμου", "Añadir una persona", "Bæta við manneskju"],
  administrator: ["The bot is an administrator", "Boten är administratör", "Der Bot ist Administrator", "Το bot είναι διαχειριστής", "El bot es administrador", "Þjarkurinn er stjórnandi"],
  allTopics: ["All", "Alla", "Alle", "Όλα", "Todos", "Allt"],
  as_audio: ["Music", "Musik", "Musik", "Μουσική", "Música", "Tónlist"],
  as_document: ["File", "Fil", "Datei", "Αρχείο", "Archivo", "Skrá"],
  as_photo: ["Photo", "Bild", "Foto", "Φωτογραφία", "Foto", "Mynd"],
  as_video: ["Video", "Video", "Video", "Βίντεο", "Vídeo", "Myndskeið"],
  as_voice: ["Voice message", "Röstmeddelande", "Sprachnachricht", "Φωνητικό μήνυμα", "Mensaje de voz", "Talskilaboð"],
  attach: ["Attach files", "Bifoga filer", "Dateien anhängen", "Επισύναψη αρχείων", "Adjuntar archivos", "Hengja við skrár"],
  audio: ["Audio", "Ljud", "Audio", "Ήχος", "Audio", "Hljóð"],
  back: ["All chats", "Alla chattar", "Alle Chats", "Όλες οι συνομιλίες", "Todos los chats", "Öll spjöll"],
  backUnread: ["All chats, unread: {count}", "Alla chattar, olästa: {count}", "Alle Chats, ungelesen: {count}", "Όλες οι συνομιλίες, μη αναγνωσμένα: {count}", "Todos los chats, sin leer: {count}", "Öll spjöll, ólesin: {count}"],
  block: ["Block the bot", "Blockera boten", "Bot blockieren", "Αποκλεισμός του bot", "Bloquear el bot", "Loka á þjarkinn"],
  blocked: ["Bot blocked", "Boten blockerad", "Bot blockiert", "Το bot αποκλείστηκε", "Bot bloqueado", "Lokað á þjarkinn"],
  bot: ["bot", "bot", "Bot", "bot", "bot", "þjarkur"],
  buttons: ["Buttons", "Knappar", "Schaltflächen", "Κουμπιά", "Botones", "Hnappar"],
  cancel: ["Cancel", "Avbryt", "Abbrechen", "Άκυρο", "Cancelar", "Hætta við"],
  cannotCopy: ["Could not copy", "Det gick inte att kopiera", "Kopieren nicht möglich", "Δεν έγινε αντιγραφή", "No se pudo copiar", "Ekki tókst að afrita"],
  cannotPlay: ["Cannot be played here", "Kan inte spelas upp här", "Kann hier nicht abgespielt werden", "Δεν παίζει εδώ", "No se puede reproducir aquí", "Ekki hægt að spila hér"],
  caption: ["Add a caption", "Lägg till en bildtext", "Bildunterschrift hinzufügen", "Προσθήκη λεζάντας", "Añadir un pie de foto", "Bæta við myndatexta"],
  chatMenu: ["Chat menu", "Chattens meny", "Chat-Menü", "Μενού συνομιλίας", "Menú del chat", "Valmynd spjallsins"],
  chats: ["Chats", "Chattar", "Chats", "Συνομιλίες", "Chats", "Spjöll"],
  clock: ["The phones' clock", "Telefonernas klocka", "Uhr der Telefone", "Ρολόι των τηλεφώνων", "Reloj de los teléfonos", "Klukka símanna"],
  close: ["Close", "Stäng", "Schließen", "Κλείσιμο", "Cerrar", "Loka"],
  commands: ["Commands", "Kommandon", "Befehle", "Εντολές", "Comandos", "Skipanir"],
  connectionLost: ["Connection lost. Trying again…", "Anslutningen bröts. Försöker igen…", "Verbindung verloren. Neuer Versuch…", "Η σύνδεση χάθηκε. Νέα προσπάθεια…", "Conexión perdida. Reintentando…", "Samband rofnaði. Reyni aftur…"],
  copied: ["Copied", "Kopierat", "Kopiert", "Αντιγράφηκε", "Copiado", "Afritað"],
  copy: ["Copy", "Kopiera", "Kopieren", "Αντιγραφή", "Copiar", "Afrita"],
  copyText: ["Copy text", "Kopiera texten", "Text kopieren", "Αντιγραφή κειμένου", "Copiar texto", "Afrita texta"],
  create: ["Create", "Skapa", "Erstellen", "Δημιουργία", "Crear", "Stofna"],
  dark: ["Dark", "Mörkt", "Dunkel", "Σκούρο", "Oscuro", "Dökkt"],
  day: ["+1 day", "+1 dag", "+1 Tag", "+1 ημέρα", "+1 día", "+1 dagur"],
  delete: ["Delete", "Ta bort", "Löschen", "Διαγραφή", "Eliminar", "Eyða"],
  document: ["File", "Fil", "Datei", "Αρχείο", "Archivo", "Skrá"],
  download: ["Download", "Ladda ner", "Herunterladen", "Λήψη", "Descargar", "Sækja"],
  dropHere: ["Drop files to send them", "Släpp filerna för att skicka dem", "Dateien zum Senden ablegen", "Αφήστε τα αρχεία για αποστολή", "Suelta los archivos para enviarlos", "Slepptu skránum til að senda þær"],
  edit: ["Edit", "Redigera", "Bearbeiten", "Επεξεργασία", "Editar", "Breyta"],
  edited: ["edited", "redigerat", "bearbeitet", "επεξεργάστηκε", "editado", "breytt"],
  editing: ["Editing", "Redigerar", "Bearbeiten", "Επεξεργασία", "Editando", "Breyti"],
  emptyChat: ["Nothing has been said here yet.", "Här har inget sagts än.", "Hier wurde noch nichts geschrieben.", "Δεν έχει γραφτεί τίποτα ακόμη.", "Aquí aún no se ha dicho nada.", "Hér hefur ekkert verið sagt enn."],
  enlarge: ["Enlarge", "Förstora", "Vergrößern", "Μεγέθυνση", "Ampliar", "Stækka"],
  firstName: ["First name", "Förnamn", "Vorname", "Όνομα", "Nombre", "Eiginnafn"],
  forum: ["With topics", "Med ämnen", "Mit Themen", "Με θέματα", "Con temas", "Með umræðuefnum"],
  general: ["General", "Allmänt", "Allgemein", "Γενικά", "General", "Almennt"],
  groupCreated: ["The group was created", "Gruppen skapades", "Die Gruppe wurde erstellt", "Η ομάδα δημιουργήθηκε", "Se creó el grupo", "Hópurinn var stofnaður"],
  hiddenText: ["Hidden text, show it", "Dold text, visa den", "Verborgener Text, anzeigen", "Κρυφό κείμενο, εμφάνιση", "Texto oculto, mostrar", "Falinn texti, sýna"],
  hour: ["+1 hour", "+1 timme", "+1 Stunde", "+1 ώρα", "+1 hora", "+1 klst."],
  inReplyTo: ["In reply to ", "Som svar på ", "Als Antwort auf ", "Ως απάντηση σε ", "En respuesta a ", "Svar við "],
  joined: ["{name} joined the group", "{name} gick med i gruppen", "{name} ist der Gruppe beigetreten", "{name}: νέο μέλος της ομάδας", "{name} se unió al grupo", "{name} gekk í hópinn"],
  jump: ["To the latest message", "Till senaste meddelandet", "Zur neuesten Nachricht", "Στο τελευταίο μήνυμα", "Al último mensaje", "Að nýjustu skilaboðum"],
  jumpUnread: ["To the latest message, unread: {count}", "Till senaste meddelandet, olästa: {count}", "Zur neuesten Nachricht, ungelesen: {count}", "Στο τελευταίο μήνυμα, μη αναγνωσμένα: {count}", "Al último mensaje, sin leer: {count}", "Að nýjustu skilaboðum, ólesin: {count}"],
  keyboard: ["Keyboard", "Tangentbord", "Tastatur", "Πληκτρολόγιο", "Teclado", "Lyklaborð"],
  language: ["Language", "Språk", "Sprache", "Γλώσσα", "Idioma", "Tungumál"],
  lastName: ["Last name", "Efternamn", "Nachname", "Επώνυμο", "Apellidos", "Kenninafn"],
  left: ["{name} left the group", "{name} lämnade gruppen", "{name} hat die Gruppe verlassen", "{name}: αποχώρηση από την ομάδα", "{name} salió del grupo", "{name} yfirgaf hópinn"],
  light: ["Light", "Ljust", "Hell", "Ανοιχτό", "Claro", "Ljóst"],
  link: ["link", "länk", "Link", "σύνδεσμος", "enlace", "tengill"],
  linkOrCode: ["Link or code", "Länk eller kod", "Link oder Code", "Σύνδεσμος ή κωδικός", "Enlace o código", "Tengill eða kóði"],
  location: ["Location", "Plats", "Standort", "Τοποθεσία", "Ubicación", "Staðsetning"],
  contact: ["Contact", "Kontakt", "Kontakt", "Επαφή", "Contacto", "Tengiliður"],
  memberCount: ["Members: {count}", "Medlemmar: {count}", "Mitglieder: {count}", "Μέλη: {count}", "Miembros: {count}", "Meðlimir: {count}"],
  members: ["Members", "Medlemmar", "Mitglieder", "Μέλη", "Miembros", "Meðlimir"],
  menu: ["Menu", "Meny", "Menü", "Μενού", "Menú", "Valmynd"],
  message: ["Message", "Meddelande", "Nachricht", "Μήνυμα", "Mensaje", "Skilaboð"],
  messageFrom: ["Message from {name}", "Meddelande från {name}", "Nachricht von {name}", "Μήνυμα από: {name}", "Mensaje de {name}", "Skilaboð frá: {name}"],
  messageMenu: ["Message menu", "Meddelandets meny", "Nachrichten-Menü", "Μενού μηνύματος", "Menú del mensaje", "Valmynd skilaboða"],
  messagesIn: ["{chat}, on the phone of {name}", "{chat}, i telefonen: {name}", "{chat}, auf dem Telefon: {name}", "{chat}, στο τηλέφωνο: {name}", "{chat}, en el teléfono de {name}", "{chat}, í símanum: {name}"],
  moveTo: ["Move the clock to", "Ställ fram klockan till", "Uhr vorstellen auf", "Μετακίνηση του ρολογιού σε", "Adelantar el reloj a", "Færa klukkuna á"],
  move: ["Move forward", "Ställ fram", "Vorstellen", "Μετακίνηση", "Adelantar", "Færa fram"],
  newGroup: ["New group", "Ny grupp", "Neue Gruppe", "Νέα ομάδα", "Grupo nuevo", "Nýr hópur"],
  noConnection: ["No connection", "Ingen anslutning", "Keine Verbindung", "Χωρίς σύνδεση", "Sin conexión", "Ekkert samband"],
  noMicrophone: ["No microphone can be used. Choose an audio file instead.", "Ingen mikrofon kan användas. Välj en ljudfil i stället.", "Kein Mikrofon verfügbar. Bitte eine Audiodatei wählen.", "Δεν υπάρχει διαθέσιμο μικρόφωνο. Επιλέξτε αρχείο ήχου.", "No se puede usar ningún micrófono. Elige un archivo de audio.", "Enginn hljóðnemi er tiltækur. Veldu hljóðskrá í staðinn."],
  nobodyYet: ["Nobody has a phone yet. Add a person to begin.", "Ingen har någon telefon än. Lägg till en person för att börja.", "Noch hat niemand ein Telefon. Fügen Sie zuerst eine Person hinzu.", "Κανείς δεν έχει τηλέφωνο ακόμη. Προσθέστε ένα άτομο για να αρχίσετε.", "Nadie tiene teléfono todavía. Añade una persona para empezar.", "Enginn er kominn með síma enn. Bættu við manneskju til að byrja."],
  notLoaded: ["That message is further up", "Meddelandet finns längre upp", "Diese Nachricht steht weiter oben", "Το μήνυμα είναι πιο πάνω", "Ese mensaje está más arriba", "Skilaboðin eru ofar"],
  notice: ["Notice", "Meddelande", "Hinweis", "Ειδοποίηση", "Aviso", "Tilkynning"],
  ok: ["OK", "OK", "OK", "OK", "Aceptar", "Í lagi"],
  open: ["Open", "Öppna", "Öffnen", "Άνοιγμα", "Abrir", "Opna"],
  openALink: ["Open a link", "Öppna en länk", "Link öffnen", "Άνοιγμα συνδέσμου", "Abrir un enlace", "Opna tengil"],
  openOn: ["Open link: {name}", "Öppna länken: {name}", "Link öffnen: {name}", "Άνοιγμα συνδέσμου: {name}", "Abrir enlace: {name}", "Opna tengil: {name}"],
  pause: ["Pause", "Pausa", "Pause", "Παύση", "Pausar", "Gera hlé"],
  phones: ["Phones", "Telefoner", "Telefone", "Τηλέφωνα", "Teléfonos", "Símar"],
  photo: ["Photo", "Bild", "Foto", "Φωτογραφία", "Foto", "Mynd"],
  pinnedMessage: ["Pinned message", "Fäst meddelande", "Angeheftete Nachricht", "Καρφιτσωμένο μήνυμα", "Mensaje fijado", "Fest skilaboð"],
  play: ["Play", "Spela", "Abspielen", "Αναπαραγωγή", "Reproducir", "Spila"],
  position: ["Position", "Läge", "Position", "Θέση", "Posición", "Staða"],
  quoteSelection: ["Quote selection", "Citera markeringen", "Auswahl zitieren", "Παράθεση επιλογής", "Citar selección", "Vitna í valið"],
  quoting: ["Quoting {name}", "Citerar {name}", "Zitat von {name}", "Παράθεση: {name}", "Cita de {name}", "Tilvitnun: {name}"],
  react: ["React", "Reagera", "Reagieren", "Αντίδραση", "Reaccionar", "Bregðast við"],
  reactions: ["Reactions", "Reaktioner", "Reaktionen", "Αντιδράσεις", "Reacciones", "Viðbrögð"],
  recordVoice: ["Record a voice message", "Spela in ett röstmeddelande", "Sprachnachricht aufnehmen", "Ηχογράφηση μηνύματος", "Grabar un mensaje de voz", "Taka upp talskilaboð"],
  recording: ["Recording", "Spelar in", "Aufnahme", "Ηχογράφηση", "Grabando", "Tek upp"],
  reply: ["Reply", "Svara", "Antworten", "Απάντηση", "Responder", "Svara"],
  replyingTo: ["Reply to {name}", "Svar till {name}", "Antwort an {name}", "Απάντηση: {name}", "Respuesta a {name}", "Svar: {name}"],
  save: ["Save", "Spara", "Speichern", "Αποθήκευση", "Guardar", "Vista"],
  send: ["Send", "Skicka", "Senden", "Αποστολή", "Enviar", "Senda"],
  sendAs: ["Send as", "Skicka som", "Senden als", "Αποστολή ως", "Enviar como", "Senda sem"],
  sendFiles: ["Send files", "Skicka filer", "Dateien senden", "Αποστολή αρχείων", "Enviar archivos", "Senda skrár"],
  showLess: ["Show less", "Visa mindre", "Weniger", "Λιγότερα", "Mostrar menos", "Sýna minna"],
  showMore: ["Show more", "Visa mer", "Mehr", "Περισσότερα", "Mostrar más", "Sýna meira"],
  skip: ["To the phones", "Till telefonerna", "Zu den Telefonen", "Στα τηλέφωνα", "Ir a los teléfonos", "Að símunum"],
  start: ["Start", "Starta", "Starten", "Έναρξη", "Iniciar", "Byrja"],
  sticker: ["Sticker", "Klisterbild", "Sticker", "Αυτοκόλλητο", "Sticker", "Límmiði"],
  system: ["As the system", "Som systemet", "Wie das System", "Όπως το σύστημα", "Como el sistema", "Eins og kerfið"],
  tenAtOnce: ["Ten files at most in one go; the first ten are sent.", "Högst tio filer åt gången; de tio första skickas.", "Höchstens zehn Dateien auf einmal; die ersten zehn werden gesendet.", "Έως δέκα αρχεία τη φορά· στέλνονται τα πρώτα δέκα.", "Diez archivos como máximo a la vez; se envían los diez primeros.", "Mest tíu skrár í einu; þær tíu fyrstu eru sendar."],
  theme: ["Colours", "Färger", "Farben", "Χρώματα", "Colores", "Litir"],
  title: ["Title", "Titel", "Titel", "Τίτλος", "Título", "Heiti"],
  today: ["Today", "I dag", "Heute", "Σήμερα", "Hoy", "Í dag"],
  topicClosed: ["The topic was closed", "Ämnet stängdes", "Das Thema wurde geschlossen", "Το θέμα έκλεισε", "Se cerró el tema", "Umræðuefninu var lokað"],
  topicCreated: ["New topic: {name}", "Nytt ämne: {name}", "Neues Thema: {name}", "Νέο θέμα: {name}", "Tema nuevo: {name}", "Nýtt umræðuefni: {name}"],
  topicEdited: ["Topic changed: {name}", "Ämnet ändrades: {name}", "Thema geändert: {name}", "Το θέμα άλλαξε: {name}", "Tema cambiado: {name}", "Umræðuefni breytt: {name}"],
  topicReopened: ["The topic was reopened", "Ämnet öppnades igen", "Das Thema wurde wieder geöffnet", "Το θέμα άνοιξε ξανά", "Se reabrió el tema", "Umræðuefnið var opnað aftur"],
  topics: ["Topics", "Ämnen", "Themen", "Θέματα", "Temas", "Umræðuefni"],
  unblock: ["Unblock", "Avblockera", "Blockierung aufheben", "Άρση αποκλεισμού", "Desbloquear", "Opna aftur á þjarkinn"],
  unread: ["Unread: {count}", "Olästa: {count}", "Ungelesen: {count}", "Μη αναγνωσμένα: {count}", "Sin leer: {count}", "Ólesin: {count}"],
  username: ["User name", "Användarnamn", "Benutzername", "Όνομα χρήστη", "Nombre de usuario", "Notandanafn"],
  video: ["Video", "Video", "Video", "Βίντεο", "Vídeo", "Myndskeið"],
  voice: ["Voice message", "Röstmeddelande", "Sprachnachricht", "Φωνητικό μήνυμα", "Mensaje de voz", "Talskilaboð"],
  week: ["+7 days", "+7 dagar", "+7 Tage", "+7 ημέρες", "+7 días", "+7 dagar"],
  choose: ["Choose…", "Välj…", "Wählen…", "Επιλογή…", "Elegir…", "Velja…"],
  you: ["You", "Du", "Du", "Εσείς", "Tú", "Þú"],
};

const KEPT = "phones.language";
const known = (code) =>
  LANGUAGES.find(
    (one) =>
      one ===
      String(code ?? "")
        .slice(0, 2)
        .toLowerCase(),
  );

let current =
  known(localStorage.getItem(KEPT)) ?? navigator.languages.map(known).find(Boolean) ?? "en";

export const language = () => current;

/** Each language's code and its own name. */
export const languageNames = () => LANGUAGES.map((code) => [code, NAMES[code]]);

export const languageName = (code) => NAMES[known(code)] ?? code ?? "";

/** Keeps the choice for the next visit; what is on the page has to be drawn again. */
export function chooseLanguage(code) {
  current = known(code) ?? "en";
  localStorage.setItem(KEPT, current);
}

/** The word in the page's language, its {places} filled. */
export function t(key, values = {}) {
  const word = WORDS[key]?.[LANGUAGES.indexOf(current)];
  if (word === undefined) throw new Error(`no word for ${key}`);
  return word.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
