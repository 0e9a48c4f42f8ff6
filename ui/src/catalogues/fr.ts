import answers from '../../../assets/locales/case.fr.ftl?raw';
import afterwards from '../../../assets/locales/afterwards.fr.ftl?raw';
import journey from '../../../assets/locales/fr.ftl?raw';

/** Everything the interface says in French. */
export default [answers, journey, afterwards];
